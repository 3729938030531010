import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Audio, PeerConnection, Video } from 'node-datachannel';
import { freePort } from '../../../deploy/dev/freePort.mjs';
import { ageOf, isRtcp, keyFramesAskedBy, mediaKind, packetMaker } from '../../kit/rtc/packets.ts';
import { pause } from '../bench.ts';
import { type JanusHandle, type JanusLine, openJanusLine } from './janusLine.ts';
import { type Heard, type Sending, shapesFrom } from './streams.ts';

/** Debian's Janus, in a process of its own. Its media is on `address`: it never gathers a loopback one. */
export type Janus = AsyncDisposable & {
  readonly version: string;
  /** Makes a room. */
  openRoom(): Promise<JanusRoom>;
  /** Seconds of CPU and bytes of memory. */
  usage(): { readonly cpu: number; readonly resident: number };
};
export type JanusRoom = { speak(stack: DisposableStack): Promise<Sending>; listen(stack: DisposableStack): Promise<Heard> };

/** The version that is installed; null where there is none. */
export const janusVersion = (): string | null => {
  try {
    const said = execFileSync('janus', ['--help'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000 });
    return /\((\d+\.\d+\.\d+)\)/.exec(said)?.[1] ?? 'unknown';
  } catch {
    return null;
  }
};

/** An address of this machine beside loopback; null where there is none. What is sent to it stays on the machine. */
export const ownAddress = (): string | null =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;

const otherPlugins = [
  'audiobridge',
  'duktape',
  'echotest',
  'lua',
  'nosip',
  'recordplay',
  'sip',
  'streaming',
  'textroom',
  'videocall',
  'voicemail',
];

const settings = (port: number, address: string): Record<string, string> => ({
  'janus.jcfg': `general: { debug_level = 1 }
nat: { ice_lite = true; ice_enforce_list = "${address}" }
plugins: { disable = "${otherPlugins.map((name) => `libjanus_${name}.so`).join()}" }
transports: { disable = "libjanus_http.so,libjanus_pfunix.so,libjanus_mqtt.so,libjanus_rabbitmq.so,libjanus_nanomsg.so" }
`,
  'janus.transport.websockets.jcfg': `general: { json = "compact"; ws = true; ws_port = ${port}; ws_ip = "127.0.0.1"; wss = false }
admin: { admin_ws = false; admin_wss = false }
`,
  'janus.plugin.videoroom.jcfg': '',
});

const ticksPerSecond = 100;
const usageOf = (pid: number): { cpu: number; resident: number } => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return { cpu: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond, resident: Number(resident) * 1_024 };
};

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

const connectLine = async (url: string): Promise<JanusLine> => {
  for (let tries = 0; ; tries++) {
    try {
      return await openJanusLine(url);
    } catch (error) {
      if (tries === 40) throw error;
      await pause(0.25);
    }
  }
};

/** Starts Janus with a configuration of its own, which goes with it. */
export const openJanus = async (version: string, address: string): Promise<Janus> => {
  await using building = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'ardoise-bench-janus-'));
  building.defer(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  for (const [name, text] of Object.entries(settings(port, address))) await writeFile(join(folder, name), text);
  const child = spawn('janus', ['-F', folder, '-C', join(folder, 'janus.jcfg')], { stdio: 'ignore' });
  building.defer(() => stop(child));
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  building.defer(() => void process.off('exit', kill));
  const line = building.use(await connectLine(`ws://127.0.0.1:${port}`));
  const stack = building.move();
  return {
    version,
    openRoom: () => openRoom(line, address),
    usage: () => usageOf(child.pid ?? 0),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
};

const openRoom = async (line: JanusLine, address: string): Promise<JanusRoom> => {
  const maker = await line.attach();
  const codecs = { audiocodec: 'opus', videocodec: 'vp8' };
  const { data } = await maker.ask({ request: 'create', publishers: 20, bitrate: 0, ...codecs, audiolevel_ext: true });
  const room = data['room'] as number;
  const place = { room, feeds: [], address };
  return {
    speak: async (stack) => publish(await line.attach(), place, stack),
    listen: async (stack) => subscribe(await line.attach(), place, stack),
  };
};

type Place = { readonly room: number; readonly feeds: number[]; readonly address: string };
const configOf = ({ address }: Place) => ({ iceServers: [], bindAddress: address, disableAutoNegotiation: true });

/** Resolves once all of its own addresses are in the description. */
const described = (peer: PeerConnection, type: 'offer' | 'answer'): Promise<string> =>
  new Promise((resolve) => {
    peer.onGatheringStateChange((state) => {
      if (state === 'complete') resolve(peer.localDescription()?.sdp ?? '');
    });
    peer.setLocalDescription(type);
  });

const connected = (peer: PeerConnection): Promise<void> =>
  new Promise((resolve, reject) => {
    peer.onStateChange((state) => {
      if (state === 'connected') resolve();
      if (state === 'failed') reject(new Error('Janus: the WebRTC connection failed'));
    });
  });

const publish = async (handle: JanusHandle, place: Place, stack: DisposableStack): Promise<Sending> => {
  const { data } = await handle.ask({ request: 'join', ptype: 'publisher', room: place.room });
  const peer = new PeerConnection('janus-publisher', configOf(place));
  stack.defer(() => peer.close());
  const up = connected(peer);
  const shapes = shapesFrom();
  const lines = shapes.map((shape, index) => {
    const description =
      mediaKind(shape.source) === 'audio' ? new Audio(String(index), 'SendOnly') : new Video(String(index), 'SendOnly');
    if (description instanceof Audio) description.addOpusCodec(111);
    else description.addVP8Codec(96);
    description.addSSRC(shape.ssrc, 'a');
    return { shape, maker: packetMaker(shape), track: peer.addTrack(description) };
  });
  for (const { track } of lines) {
    track.onMessage((packet) => {
      if (isRtcp(packet))
        for (const ssrc of keyFramesAskedBy(packet)) lines.find(({ shape }) => shape.ssrc === ssrc)?.maker.wantKeyFrame();
    });
  }
  const sdp = await described(peer, 'offer');
  const { jsep } = await handle.ask({ request: 'publish' }, { type: 'offer', sdp });
  peer.setRemoteDescription(jsep?.sdp ?? '', 'answer');
  await up;
  place.feeds.push(data['id'] as number);
  const send = (ssrc: number): boolean => {
    const line = lines.find(({ shape }) => shape.ssrc === ssrc);
    return line !== undefined && line.track.isOpen() && line.track.sendMessageBinary(line.maker.next());
  };
  return { rtc: { send }, shapes };
};

const subscribe = async (handle: JanusHandle, place: Place, stack: DisposableStack): Promise<Heard> => {
  const streams = place.feeds.map((feed) => ({ feed }));
  const { jsep } = await handle.ask({ request: 'join', ptype: 'subscriber', room: place.room, streams });
  const peer = new PeerConnection('janus-subscriber', configOf(place));
  stack.defer(() => peer.close());
  const up = connected(peer);
  const heard: Heard = { packets: 0, ages: [] };
  peer.onTrack((track) => {
    // Kept by the closure: a track that nobody holds is collected, and falls silent.
    stack.defer(() => track.close());
    const isVideo = track.type() === 'video';
    track.onMessage((packet) => {
      if (isRtcp(packet)) return;
      heard.packets += 1;
      if (isVideo) heard.ages.push(ageOf(packet));
    });
  });
  peer.setRemoteDescription(jsep?.sdp ?? '', 'offer');
  const sdp = await described(peer, 'answer');
  await handle.ask({ request: 'start' }, { type: 'answer', sdp });
  await up;
  return heard;
};
