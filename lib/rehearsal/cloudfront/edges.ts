import type { Handler } from '../http/exchange';
import { Listener } from '../http/listener';
import { ListenerGroup } from '../http/listener-group';

/** Where visitors meet a distribution: lost, and back, as one. */
export class Edges extends ListenerGroup {
  readonly http: Listener;
  readonly https: Listener;

  constructor(handle: Handler) {
    const listener = (secure: boolean) =>
      new Listener((request) => handle({ ...request, caller: { ...request.caller, secure } }));
    const [http, https] = [listener(false), listener(true)];
    super([http, https]);
    this.http = http;
    this.https = https;
  }
}
