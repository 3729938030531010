let ahead: number | null = null;

/** An answer of the server says what time it is there, to the second. */
export const noteServerTime = ({ headers }: Response): void => {
  const at = Date.parse(headers.get('date') ?? '');
  if (!Number.isNaN(at)) ahead = at + 500 - performance.now();
};

/** The time by the server's clock: the device's own may be wrong, or be set while a class runs. */
export const serverNow = (): number => (ahead === null ? Date.now() : performance.now() + ahead);
