import * as dgram from 'node:dgram';
import * as packet from 'dns-packet';
import { loopback } from './loopback';

let socket: dgram.Socket;

beforeEach(async () => {
  socket = dgram.createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await new Promise<void>((resolve) => socket.close(resolve));
});

const QUESTION = { name: 'example.com', type: 'NS' } as const;

/** A name server that sends these to each question. */
function answering(answers: (asked: packet.DecodedPacket) => packet.Packet[]) {
  const asked: packet.DecodedPacket[] = [];
  socket.on('message', (message, { port, address }) => {
    const question = packet.decode(message);
    asked.push(question);
    answers(question).forEach((answer) => socket.send(packet.encode({ type: 'response', ...answer }), port, address));
  });
  return { asked, network: loopback({ '192.0.2.53:53': socket.address().port }) };
}

const NS: packet.Answer = { type: 'NS', name: 'example.com', ttl: 60, data: 'ns.example.net' };

test('a name server is asked what it knows itself, and all that it says is told', async () => {
  const { asked, network } = answering(({ id }) => [{ id, authorities: [NS] }]);
  expect(await network.query('192.0.2.53', QUESTION)).toMatchObject({ answers: [], authorities: [NS] });
  expect(asked).toMatchObject([{ flag_rd: false, questions: [{ name: 'example.com', type: 'NS' }] }]);
});

test('an answer to another question is not taken', async () => {
  const { network } = answering(({ id = 0 }) => [{ id: id ^ 1 }, { id, authorities: [NS] }]);
  expect((await network.query('192.0.2.53', QUESTION)).authorities).toHaveLength(1);
});

test('a question that is lost is asked again', async () => {
  let count = 0;
  const { network } = answering(({ id }) => (++count === 1 ? [] : [{ id }]));
  await network.query('192.0.2.53', QUESTION);
  expect(count).toBe(2);
});

test('half an answer is none', async () => {
  const { network } = answering(({ id }) => [{ id, flags: packet.TRUNCATED_RESPONSE, authorities: [NS] }]);
  await expect(network.query('192.0.2.53', QUESTION)).rejects.toMatchObject({ code: 'EBADRESP' });
});

test('where nobody listens the error has a code', async () => {
  await expect(loopback({}).query('192.0.2.53', QUESTION)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
