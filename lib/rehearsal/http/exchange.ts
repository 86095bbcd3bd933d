/** Who asks, as AWS would see them: on one machine everybody has the same address, and nobody encrypts or signs. */
export interface Caller {
  readonly sourceIp: string;
  /** Whether they ask over HTTPS. */
  readonly secure: boolean;
  /** ARN of the distribution that signs the request, where CloudFront asks with an origin access control. */
  readonly distribution?: string;
  /** ARN of the role that signs the request, where a function asks. */
  readonly role?: string;
  /** Where it is counted how long they wait for what does not answer. */
  readonly wait?: Wait;
}

/** In rehearsed milliseconds: what this machine itself takes is not in it. */
export interface Wait {
  milliseconds: number;
}

export interface Request {
  readonly method: string;
  /** Host header, in lower case, without a port. */
  readonly host: string;
  /** As it stands in the request line, with its query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly caller: Caller;
}

export interface Response {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type Handler = (request: Request) => Response | Promise<Response>;
