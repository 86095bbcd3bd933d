import { promises } from 'node:dns';

/** Loaded before a command: the machine's name server is one that nobody serves, so that no host of the internet is found. */
class Offline extends promises.Resolver {
  constructor(options?: ConstructorParameters<typeof promises.Resolver>[0]) {
    super(options);
    // 9 is the discard protocol
    this.setServers(['127.0.0.1:9']);
  }
}

Object.assign(promises, { Resolver: Offline });
