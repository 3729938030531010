import { createServer } from 'node:net';

/** A TCP port of this machine that nobody has at the moment. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const asked = createServer().once('error', reject);
    asked.listen(0, '127.0.0.1', () => {
      const address = asked.address();
      asked.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
