// A bucket named www.example.test behind an http endpoint on an address would be asked for at
// http://www.example.test.127.0.0.1:4566, which is no URL. AWS has a host for every bucket.
const Module = require('node:module');

const load = Module._load;
let patched;

Module._load = function (id, ...rest) {
  const loaded = load.call(this, id, ...rest);
  if (id !== '@aws-sdk/client-s3') {
    return loaded;
  }
  const pathStyle = (Client) =>
    class extends Client {
      constructor(config) {
        super({ forcePathStyle: true, ...config });
      }
    };
  patched ??= { ...loaded, S3: pathStyle(loaded.S3), S3Client: pathStyle(loaded.S3Client) };
  return patched;
};
