import type { Clock, Media } from '../classroom/ports.ts';
import { FileSpace } from '../classroom/files/space.ts';
import type { Config } from '../config/schema.ts';
import type { ReturnTokens } from '../identity/returnTokens.ts';
import { nodes } from '../nodes/registry.ts';
import type { Census } from '../privacy/census.ts';
import { takeLease } from './classLease.ts';
import { Directory, type DirectoryOptions } from './directory.ts';
import type { Records } from './records.ts';

const second = 1_000;
const hour = 3_600 * second;

type RunningParts = {
  readonly config: Config;
  readonly clock: Clock;
  readonly census: Census;
  readonly records: Records;
  readonly media: Media;
  readonly returnTokens: ReturnTokens;
};

const mebibyte = 2 ** 20;

const limitsOf = ({ class: settings, limits }: Config): DirectoryOptions['limits'] => ({
  hostGrace: settings.hostGraceSeconds * second,
  seatGrace: settings.seatGraceSeconds * second,
  lobbyPatience: settings.lobbySeconds * second,
  maxDuration: settings.maxHours * hour,
  capacity: settings.capacityMax,
  earlyLine: settings.earlyLine,
  files: {
    fileBytes: settings.fileMegabytes * mebibyte,
    classBytes: settings.filesMegabytes * mebibyte,
    all: new FileSpace(limits.filesMegabytes * mebibyte),
  },
});

/** The classes that run, each taken from the store, with their beginning and end in the log. */
export const openDirectory = ({ config, clock, census, records, media, returnTokens }: RunningParts): Directory => {
  const { log } = records;
  const directory: Directory = new Directory({
    nodes: nodes.single,
    media,
    clock,
    census,
    limits: limitsOf(config),
    find: (classId) => takeLease(classId, { records, returnTokens, clock, config }),
    changed: (event, reason = 'ended') => {
      const open = directory.figures().classes;
      if (event === 'begun') log('class.opened', { open });
      else log('class.closed', { open, reason });
    },
  });
  return directory;
};
