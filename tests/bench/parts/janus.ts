import { type Part, pause } from '../bench.ts';
import { janusVersion, openJanus, ownAddress } from '../people/janus.ts';
import { inTurn } from '../people/place.ts';
import { openProduct } from '../people/product.ts';
import { type Figures, forward, forwardThrough, openScene, perPacket } from '../people/scene.ts';
import { compared, skipped } from '../report.ts';

const part = 'janus';
const size = { senders: 3, receivers: 25 } as const;
const repeats = 3;
const megabyte = 2 ** 20;

/** The same traffic through our server and through Janus's VideoRoom, where Debian's package is installed. */
export const measureJanus: Part = async ({ stack, say }) => {
  const version = janusVersion();
  if (version === null) return [skipped(part, 'Janus’s VideoRoom', 'not installed here: apt-get install janus')];
  const address = ownAddress();
  if (address === null)
    return [skipped(part, 'Janus’s VideoRoom', 'it gathers no loopback address, and this machine has no other')];
  const name = `${size.senders} x ${size.receivers}`;
  const janus = stack.use(await openJanus(version, address));
  const room = await janus.openRoom();
  const peers = stack.use(new DisposableStack());
  say(`${name}: people come to Janus ${version}, and to us`);
  const speakers = await inTurn(Array.from({ length: size.senders }), 1, () => room.speak(peers));
  const heard = await inTurn(Array.from({ length: size.receivers }), 2, () => room.listen(peers));
  const place = stack.use(await openProduct());
  const scene = await openScene(place, size, stack);
  await pause(1);
  say(`${name}: forwarding`);
  const theirs: Figures[] = [];
  const ours: Figures[] = [];
  for (let round = 0; round < repeats; round++) {
    const spend = async (task: () => Promise<void>): Promise<number> => {
      const before = janus.usage().cpu;
      await task();
      return janus.usage().cpu - before;
    };
    theirs.push(await forward({ speakers, heard }, spend));
    ours.push(await forwardThrough(scene, 'ours'));
  }
  const { nodeResident, workerResident } = await place.usage();
  const note = `in the second column Janus ${version} instead of the floor; on this machine’s own address, since it gathers no loopback one`;
  return [
    compared({
      part,
      what: `${name}: CPU per forwarded packet`,
      unit: 'us',
      ours: perPacket(ours),
      floor: perPacket(theirs),
      ratioMost: 1,
      note,
    }),
    compared({
      part,
      what: `${name}: delay of a packet, p50`,
      unit: 'ms',
      ours: ours.map(({ delay }) => delay),
      floor: theirs.map(({ delay }) => delay),
      note,
    }),
    compared({
      part,
      what: `${name}: resident memory, all processes`,
      unit: 'MB',
      ours: [(nodeResident + workerResident) / megabyte],
      floor: [janus.usage().resident / megabyte],
      note,
    }),
  ];
};
