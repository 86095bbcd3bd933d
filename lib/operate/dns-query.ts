import { randomInt } from 'node:crypto';
import * as dgram from 'node:dgram';
import * as packet from 'dns-packet';
import type { Place } from './network';

export interface DnsQuestion {
  readonly name: string;
  readonly type: 'NS' | 'SOA';
}

export type DnsMessage = packet.DecodedPacket;

/** Milliseconds. */
const ANSWERING = 3_000;
const ATTEMPTS = 2;

/** What fits into one packet on any way. */
const LARGEST_SIZE = 1_232;

const EDNS: packet.OptAnswer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: LARGEST_SIZE,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

/**
 * What a name server says itself, without recursion: all of its message, of which `node:dns` gives answers only.
 *
 * @throws Error when it gives no answer in time, or not all of it; its `code` tells, as Node's errors do
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-4
 */
export async function query(place: Place, question: DnsQuestion): Promise<DnsMessage> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(place, question);
    } catch (error) {
      if (attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

async function ask({ host, port }: Place, question: DnsQuestion): Promise<DnsMessage> {
  const id = randomInt(0x10000);
  const asked = packet.encode({ type: 'query', id, questions: [question], additionals: [EDNS] });
  const socket = dgram.createSocket('udp4');
  let tooLate: NodeJS.Timeout | undefined;
  try {
    return await new Promise<DnsMessage>((resolve, reject) => {
      const fail = (what: string, code: string) =>
        reject(Object.assign(new Error(`${host} ${what} about ${question.name}`), { code }));
      tooLate = setTimeout(() => fail('gave no answer in time', 'ETIMEOUT'), ANSWERING);
      socket.on('error', reject);
      socket.on('message', (message) => {
        const answer = decoded(message);
        if (answer?.id !== id || !answer.flag_qr) {
          // somebody else's, or late
          return;
        }
        if (answer.flag_tc) {
          fail('has more to say than fits into a packet', 'EBADRESP');
        } else {
          resolve(answer);
        }
      });
      // answers of others are not taken
      socket.connect(port, host, () => socket.send(asked));
    });
  } finally {
    clearTimeout(tooLate);
    socket.close();
  }
}

function decoded(message: Buffer): DnsMessage | undefined {
  try {
    return packet.decode(message);
  } catch {
    return undefined;
  }
}
