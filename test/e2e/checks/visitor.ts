import { askOver, type Answer, type Question } from '../../../lib/operate/http-question';
import type { Scenario } from '../scenario';

/** Asks what the engine serves under a host as a visitor over HTTPS does; redirects are not followed. */
export async function visit({ engine }: Scenario, host: string, path = '/', question: Question = {}): Promise<Answer> {
  const { hostname, port } = new URL(engine.endpoint);
  // the engine has one port for all, without TLS
  const headers = { ...question.headers, 'x-forwarded-proto': 'https' };
  return askOver(new URL(`http://${host}${path}`), { host: hostname, port: Number(port) }, { ...question, headers });
}
