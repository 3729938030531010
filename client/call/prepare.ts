import { Device } from 'mediasoup-client';
import type { ClassInfo } from '#protocol/http.ts';
import { FramePort } from '../crypto/framePort.ts';
import { type Identity, newIdentity } from '../crypto/identity.ts';
import type { Tab } from '../tab/tab.ts';

/**
 * What entering a class takes and the server need not know of, made before the person enters: keys for the visit, the frame
 * worker, what this browser can play. For one visit.
 */
export type Prepared = {
  readonly tab: Tab;
  readonly identity: Promise<Identity>;
  readonly frames: Promise<FramePort>;
  readonly device: Promise<Device>;
};
type Opened = { readonly info: ClassInfo; readonly charter: { readonly encrypted: boolean } };

/** Begins at once; what fails is told to who asks for it. */
export const prepareCall = (opening: Promise<Opened>, tab: Tab): Prepared => {
  const load = async (making: Promise<Device>): Promise<Device> => {
    const device = await making;
    const { info } = await opening;
    await device.load({ routerRtpCapabilities: info.router as never });
    return device;
  };
  const prepared: Prepared = {
    tab,
    identity: newIdentity(),
    frames: opening.then(({ charter }) => new FramePort(charter.encrypted)),
    device: load(Device.factory()),
  };
  for (const promise of [prepared.identity, prepared.frames, prepared.device]) promise.catch(() => {});
  return prepared;
};
