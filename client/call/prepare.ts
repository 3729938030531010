import { Device } from 'mediasoup-client';
import type { ClassInfo } from '#protocol/http.ts';
import { FramePort } from '../crypto/frames/framePort.ts';
import { type Identity, newIdentity } from '../crypto/credentials/identity.ts';
import type { Tab } from '../tab/tab.ts';
import { type Approach, approach } from './approach.ts';
import { type Door, openDoor } from './door.ts';
import { opensEarly } from './opensEarly.ts';

/**
 * What entering a class takes and needs no name, made before the person enters: keys for the visit, the frame worker, what
 * this browser can play, and the way to the class. For one visit.
 */
export type Prepared = {
  readonly tab: Tab;
  readonly door: Promise<Door>;
  readonly identity: Promise<Identity>;
  readonly frames: Promise<FramePort>;
  /** Finding out keeps the page busy: to be asked for when the server has something to do meanwhile. */
  readonly device: () => Promise<Device>;
  /** Null where nothing is done ahead: for a host, for who was in, of a class that does not run or is not encrypted, where the server does not want it. */
  readonly early: Promise<Approach | null>;
};
type Opened = {
  readonly info: ClassInfo;
  readonly charter: { readonly encrypted: boolean; readonly door: CryptoKey };
  readonly hostSecret?: unknown;
};

/** Begins at once; what fails is told to who asks for it. */
export const prepareCall = (opening: Promise<Opened>, tab: Tab): Prepared => {
  const load = async (): Promise<Device> => {
    const device = await Device.factory();
    const { info } = await opening;
    await device.load({ routerRtpCapabilities: info.router as never });
    return device;
  };
  let loading: Promise<Device> | null = null;
  const device = () => (loading ??= load());
  const door = opening.then(({ info, charter }) => openDoor(info.id, charter.door, info.nonce));
  const comeNearer = async (): Promise<Approach | null> => {
    const opened = await opening;
    if (!opensEarly(opened) || (await tab.visit())) return null;
    const ticket = await (await door).ticket({});
    if (!ticket.ok) return null;
    return approach({ ticket, self: '', encrypted: true, frames: await frames, device, ahead: true });
  };
  const early = comeNearer().catch(() => null);
  const frames = opening.then(({ charter }) => new FramePort(charter.encrypted));
  const prepared: Prepared = { tab, door, identity: newIdentity(), frames, device, early };
  for (const promise of [door, prepared.identity, frames]) promise.catch(() => {});
  return prepared;
};
