declare module '*.worker.ts?worker&inline' {
  const InlineWorker: new () => Worker;
  export { InlineWorker as default };
}
