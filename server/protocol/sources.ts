/** What a participant may send: at most one stream of each source. Apart from the schemas, so that a page need not load them. */
export const sources = ['mic', 'camera', 'screen', 'screenAudio'] as const;
export type Source = (typeof sources)[number];

/** The media kind that each source must have; anything else is refused. */
export const kindOf = { mic: 'audio', camera: 'video', screen: 'video', screenAudio: 'audio' } as const satisfies Record<
  Source,
  'audio' | 'video'
>;
