/** The least that a frame transform can do: every frame goes on as it came. */
type Transformer = { readonly readable: ReadableStream<unknown>; readonly writable: WritableStream<unknown> };
const scope = globalThis as unknown as { onrtctransform: (event: { readonly transformer: Transformer }) => void };

scope.onrtctransform = ({ transformer: { readable, writable } }) => {
  readable.pipeTo(writable).catch(() => undefined);
};
