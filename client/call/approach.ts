import type { Device } from 'mediasoup-client';
import type { TicketAnswer } from '#protocol/http.ts';
import type { Answer } from '#protocol/messages.ts';
import type { FramePort } from '../crypto/frames/framePort.ts';
import type { Protection } from '../media/streams.ts';
import { type Signaling, type SignalingEvents, openSignaling } from '../net/signaling.ts';
import { LocalMedia } from './local.ts';
import { type Store, createStore } from './store.ts';

/** The way into a class, as far as it goes without a name: who one will be there, the connection, and what one sends and receives. */
export type Approach = {
  /** With what the connection was opened, or why it was not. */
  readonly ticket: Answer<TicketAnswer>;
  readonly store: Store;
  readonly signaling: Signaling;
  readonly media: LocalMedia;
  /** A call takes the connection: it is told what becomes of it from now on. */
  take(events: SignalingEvents): void;
};

export type ApproachOptions = {
  readonly ticket: Answer<TicketAnswer>;
  /** Who one is if there is no ticket. */
  readonly self: string;
  readonly encrypted: boolean;
  readonly frames: FramePort;
  readonly device: () => Promise<Device>;
  /** The transports are opened as soon as the connection is there. */
  readonly ahead: boolean;
};

/** Opens the connection with the ticket. When it is cut before a call has taken it, it waits for that, and comes back then. */
export const approach = ({ ticket, self, encrypted, frames, device, ahead }: ApproachOptions): Approach => {
  const store = createStore(ticket.ok ? ticket.value.id : self, encrypted);
  let taken = false;
  const call = Promise.withResolvers<SignalingEvents>();
  const first: Answer<string>[] = [ticket.ok ? { ok: true, value: ticket.value.ticket } : ticket];
  let asked = 0;
  const nextTicket = async (): Promise<Answer<string>> => {
    const mine = ++asked;
    const events = await call.promise;
    // While one waited for the call, the connection may have begun anew: only what counts still asks.
    return mine === asked ? events.ticket() : { ok: false, code: 'offline' };
  };
  const signaling = openSignaling({
    ticket: async () => first.shift() ?? nextTicket(),
    connected: () => {
      if (!ahead) return;
      media.path.prepare();
      if (!taken) media.path.rehearse();
    },
    cut: () => media.path.suspend(),
    busy: () => {},
    ended: (code) => void call.promise.then((events) => events.ended(code)),
  });
  const media = new LocalMedia(store, signaling, protectionBy(frames), device);
  const take = (events: SignalingEvents): void => {
    taken = true;
    signaling.handOver(events);
    call.resolve(events);
  };
  return { ticket, store, signaling, media, take };
};

const protectionBy = (frames: FramePort): Protection => ({
  sender: (sender, source) => frames.protectSender(sender, source),
  receiver: (receiver, id, source) => frames.protectReceiver(receiver, id, source),
  opens: (id) => frames.opens(id),
});
