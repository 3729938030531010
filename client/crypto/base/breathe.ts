/**
 * Resolves after what else waits for its turn in this page: what comes meanwhile does not wait for a long calculation. A timer would take a
 * second in a window that is not in front.
 */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
