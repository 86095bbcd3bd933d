import * as dgram from 'node:dgram';
import * as dns from 'node:dns';
import * as net from 'node:net';
import * as packet from 'dns-packet';
import { DnsServer } from '../../../lib/rehearsal/route53/dns-server';
import { changed, withRecord, zoneOf } from './example';

const LONG = { Name: 'long.example.com', Type: 'TXT', TTL: 60, ResourceRecords: Array(9).fill(`"${'x'.repeat(200)}"`) };
const server = new DnsServer(zoneOf(changed(withRecord('Long', LONG))));

beforeEach(() => server.start());
afterEach(() => server.stop());

function resolver(): dns.promises.Resolver {
  const asking = new dns.promises.Resolver({ timeout: 1000, tries: 1 });
  asking.setServers([`127.0.0.1:${server.port}`]);
  return asking;
}

function query(name: string, more: Partial<packet.Packet> = {}, type = 'A'): Buffer {
  const questions = [{ name, type, class: 'IN' } as packet.Question];
  return packet.encode({ type: 'query', id: 7, flags: packet.RECURSION_DESIRED, questions, ...more });
}

/** Sends messages over UDP, and takes the first answer. */
async function overUdp(...messages: Buffer[]): Promise<packet.DecodedPacket> {
  const socket = dgram.createSocket('udp4');
  try {
    return await new Promise((resolve, reject) => {
      socket.on('message', (message) => resolve(packet.decode(message)));
      socket.on('error', reject);
      messages.forEach((message) => socket.send(message, server.port, '127.0.0.1'));
    });
  } finally {
    socket.close();
  }
}

/** Sends bytes over TCP in two pieces, and takes so many answers. */
async function overTcp(sent: Buffer, count: number): Promise<packet.Packet[]> {
  const socket = net.connect(server.port, '127.0.0.1');
  const answers: packet.Packet[] = [];
  let received = Buffer.alloc(0);
  socket.setNoDelay().write(sent.subarray(0, 5));
  setTimeout(() => socket.write(sent.subarray(5)), 20);
  for await (const part of socket) {
    received = Buffer.concat([received, part as Buffer]);
    while (received.length > 2 && received.length >= 2 + received.readUInt16BE(0)) {
      answers.push(packet.streamDecode(received));
      received = received.subarray(2 + received.readUInt16BE(0));
    }
    if (answers.length === count) {
      break;
    }
  }
  return answers;
}

const framed = (message: Buffer) => Buffer.concat([Buffer.from([message.length >> 8, message.length & 255]), message]);

test("Node's resolver reads addresses and TTLs", async () => {
  await expect(resolver().resolve4('example.com', { ttl: true })).resolves.toEqual([{ address: '192.0.2.1', ttl: 60 }]);
});

test.each([
  ['ENODATA', 'example.com'],
  ['ENOTFOUND', 'mail.example.com'],
  ['EREFUSED', 'example.org'],
])("Node's resolver says %s", async (code, name) => {
  await expect(resolver().resolve6(name)).rejects.toMatchObject({ code });
});

test("Node's resolver asks again over TCP for what is too long", async () => {
  await expect(resolver().resolveTxt('long.example.com')).resolves.toHaveLength(9);
});

test('answers with authority, and with the name as it was asked', async () => {
  await expect(overUdp(query('eXample.COM'))).resolves.toMatchObject({
    id: 7,
    flag_qr: true,
    flag_aa: true,
    flag_rd: true,
    flag_ra: false,
    questions: [{ name: 'eXample.COM' }],
    answers: [{ name: 'eXample.COM', data: '192.0.2.1' }],
    additionals: [],
  });
});

test('cuts off what is too long for UDP', async () => {
  await expect(overUdp(query('long.example.com', {}, 'TXT'))).resolves.toMatchObject({ flag_tc: true, answers: [] });
});

test('takes EDNS, with options', async () => {
  const options = [{ code: 10 as never, data: Buffer.from('01234567') }];
  const opt = { type: 'OPT', name: '.', udpPayloadSize: 4096, flags: 0, options } as unknown as packet.Answer;
  const answer = await overUdp(query('example.com', { additionals: [opt] }));
  expect(answer).toMatchObject({ answers: [{ data: '192.0.2.1' }], additionals: [{ type: 'OPT' }] });
});

test('answers several questions over one TCP connection, in any pieces', async () => {
  const sent = Buffer.concat([framed(query('example.com')), framed(query('www.example.com'))]);
  const answers = await overTcp(sent, 2);
  expect(answers.map(({ answers: [answer] = [] }) => answer?.name)).toEqual(['example.com', 'www.example.com']);
});

test('ignores what is no question, and goes on', async () => {
  const header = query('example.com').subarray(0, 12);
  const answer = packet.encode({ type: 'response', id: 1, questions: [{ name: 'example.com', type: 'A' }] });
  const garbage = [Buffer.from('x'), Buffer.alloc(0), header, Buffer.alloc(40, 255), answer];
  await expect(overUdp(...garbage, query('example.com'))).resolves.toMatchObject({ id: 7 });
});

test.each([
  ['of another class', { questions: [{ name: 'example.com', type: 'A', class: 'CH' }] }, 'REFUSED'],
  ['of another kind', { flags: 2 << 11 }, 'NOTIMP'],
])('declines a question %s', async (_, more, rcode) => {
  await expect(overUdp(query('example.com', more as packet.Packet))).resolves.toMatchObject({ rcode, answers: [] });
});

test('comes back at the same port', async () => {
  const { port } = server;
  await server.stop();
  await expect(resolver().resolve4('example.com')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await server.start();
  expect(server.port).toBe(port);
  await expect(resolver().resolve4('example.com')).resolves.toEqual(['192.0.2.1']);
});
