import * as packet from 'dns-packet';
import type { Zone } from './zone';

/** Where the flags of a message keep what kind of question it is; 0 is an ordinary one. */
const OPCODE = 0x7800;

/** Without EDNS, and what we take of those who have it. */
const PLAIN_SIZE = 512;
const LARGEST_SIZE = 1_232;

const CODES = { NOERROR: 0, NOTIMP: 4, NXDOMAIN: 3, REFUSED: 5 } as const;

/**
 * The answer to a DNS message, from a zone; undefined for what is no question.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-4
 */
export function respond(message: Buffer, zone: Pick<Zone, 'answer'>, protocol: 'udp' | 'tcp'): Buffer | undefined {
  const asked = decoded(message);
  const [question, ...more] = asked?.questions ?? [];
  if (!asked || asked.flag_qr || !question || more.length > 0) {
    return undefined;
  }
  const flags = (asked.flags ?? 0) & (OPCODE | packet.RECURSION_DESIRED);
  const edns = asked.additionals?.find((record) => record.type === 'OPT');
  const { status, answers, authorities } = answerTo(question, (flags & OPCODE) === 0, zone);
  const isOurs = status === 'NOERROR' || status === 'NXDOMAIN';
  const response: packet.Packet = {
    type: 'response',
    id: asked.id,
    flags: flags | CODES[status] | (isOurs ? packet.AUTHORITATIVE_ANSWER : 0),
    questions: [question],
    answers,
    authorities,
    additionals: edns ? [OPT] : [],
  };
  const encoded = packet.encode(response);
  const most = Math.min(Math.max(edns?.udpPayloadSize ?? 0, PLAIN_SIZE), LARGEST_SIZE);
  if (protocol === 'tcp' || encoded.length <= most) {
    return encoded;
  }
  // they ask again over TCP
  const truncated = (response.flags ?? 0) | packet.TRUNCATED_RESPONSE;
  return packet.encode({ ...response, flags: truncated, answers: [], authorities: [] });
}

const OPT: packet.OptAnswer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: LARGEST_SIZE,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

function answerTo(question: packet.Question, isQuery: boolean, zone: Pick<Zone, 'answer'>) {
  const nothing = { answers: [], authorities: [] };
  if (!isQuery) {
    return { status: 'NOTIMP', ...nothing } as const;
  }
  return question.class === 'IN'
    ? zone.answer(question.name, question.type)
    : { status: 'REFUSED' as const, ...nothing };
}

function decoded(message: Buffer): packet.DecodedPacket | undefined {
  try {
    return packet.decode(message);
  } catch {
    return undefined;
  }
}
