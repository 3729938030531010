type Jsep = { readonly type: 'offer' | 'answer'; readonly sdp: string };
/** What the VideoRoom says: shapes are Janus's own. */
type Event = { readonly data: Readonly<Record<string, unknown>>; readonly jsep?: Jsep };
type Message = {
  readonly janus: string;
  readonly transaction?: string;
  readonly sender?: number;
  readonly data?: { readonly id: number };
  readonly plugindata?: { readonly data: Readonly<Record<string, unknown>> };
  readonly jsep?: Jsep;
  readonly error?: { readonly reason: string };
};

/** One connection to Janus, with any number of people on it. */
export type JanusLine = Disposable & {
  /** Somebody at the VideoRoom plugin. */
  attach(): Promise<JanusHandle>;
};
export type JanusHandle = {
  /** Asks the plugin and waits for its answer, which may come as an event. */
  ask(body: object, jsep?: Jsep): Promise<Event>;
};

const keepAliveMs = 20_000;

/** Janus's own protocol over a WebSocket. Rejects when nobody answers there. */
export const openJanusLine = async (url: string): Promise<JanusLine> => {
  const socket = new WebSocket(url, 'janus-protocol');
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('Janus does not answer')), { once: true });
  });
  const waiting = new Map<string, PromiseWithResolvers<Message>>();
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as Message;
    // An asynchronous request is acknowledged first; its answer follows as an event.
    if (message.transaction === undefined || message.janus === 'ack') return;
    const asked = waiting.get(message.transaction);
    waiting.delete(message.transaction);
    if (message.janus === 'error') asked?.reject(new Error(message.error?.reason ?? 'Janus refused'));
    else asked?.resolve(message);
  });
  let last = 0;
  const ask = (message: object): Promise<Message> => {
    const transaction = String(++last);
    const asked = Promise.withResolvers<Message>();
    waiting.set(transaction, asked);
    socket.send(JSON.stringify({ ...message, transaction }));
    return asked.promise;
  };
  const { data: session } = await ask({ janus: 'create' });
  const session_id = session?.id;
  const timer = setInterval(() => socket.send(JSON.stringify({ janus: 'keepalive', session_id, transaction: '-' })), keepAliveMs);
  return {
    attach: async () => {
      const { data: handle } = await ask({ janus: 'attach', session_id, plugin: 'janus.plugin.videoroom' });
      return {
        ask: async (body, jsep) => {
          const { plugindata, jsep: answer } = await ask({
            janus: 'message',
            session_id,
            handle_id: handle?.id,
            body,
            ...(jsep && { jsep }),
          });
          const said = plugindata?.data ?? {};
          if (said['error']) throw new Error(JSON.stringify(said['error']));
          return { data: said, ...(answer && { jsep: answer }) };
        },
      };
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      socket.close();
    },
  };
};
