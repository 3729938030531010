import type { KeyObject } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../../classroom/refusal.ts';
import { type DoorClaim, doorKeyOf, keysOf, provesLink } from '../../../identity/door.ts';
import type { Seat } from '../../../identity/seats.ts';
import { randomToken } from '../../../identity/tokens.ts';
import { type DoorProof, type NonceAnswer, type TicketAnswer, askReach, askTicket } from '../../../protocol/http.ts';
import type { TransportParameters } from '../../../protocol/media.ts';
import { bodyOf } from '../answers.ts';
import { checkProof, classInPath, classOf } from './classes.ts';
import { countsItself } from '../counted.ts';
import type { RouteOptions } from '../options.ts';
import { shareOf } from '../../network.ts';

const hour = 3_600_000;

/** What a ticket depends on: the class, which generation of its seats counts, and with which key its link is proved. */
type Door = {
  readonly id: string;
  readonly generation: number;
  readonly door: KeyObject;
  readonly keys: string;
  readonly renewed: boolean;
};

/** Who comes: with a seat the same person as before, otherwise somebody new; a host by the seat or by the host's proof. */
const seatOf = (
  known: Door,
  seat: Seat | null,
  isHost: boolean,
): { readonly seat: Omit<Seat, 'expires'>; readonly returning: boolean } => {
  // From before the keys were renewed it is nobody's: a host's least of all.
  const own = seat?.classId === known.id && seat.keys === known.keys ? seat : null;
  const role = isHost ? 'host' : (own?.role ?? 'student');
  // After a removal, or when the lesson has ended, nobody's older seat says any more who was let in: the running class
  // knows, or a host decides again.
  const stillIn = own !== null && own.admitted && own.generation === known.generation;
  const id = own?.id ?? randomToken();
  const { id: classId, generation, keys } = known;
  return { seat: { classId, id, role, admitted: role === 'host' || stillIn, generation, keys }, returning: stillIn };
};

/** For who proves to have the link: a ticket for the socket's handshake with a seat for coming back, and the network's trial. */
export const ticketRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const { config, tickets, seats, nonces, clock, log, rates, addressOf, recordOf } = options;

  /** Refuses with `not-found`, or with `outdated` when the class has no door. */
  const knownDoor = async (id: string): Promise<Door> => {
    const running = recordOf(id);
    if (running) {
      const { generation, door, keys, renewed } = running;
      return { id, generation, door, keys, renewed };
    }
    const known = await classOf({ id }, options);
    const door = doorKeyOf(known.charter.doorKey);
    if (!door) throw new Refusal('outdated');
    return { id, generation: known.generation, door, keys: keysOf(known), renewed: false };
  };

  /** The class, once the link is proved. Refuses with `ticket` when the nonce is too old, `door` when the proof is wrong. */
  const proved = async (id: string, proof: DoorProof, shown: Pick<DoorClaim, 'ask' | 'seat' | 'hostProof'>): Promise<Door> => {
    if (!nonces.isFresh(proof.nonce, id, clock.now())) throw new Refusal('ticket');
    const known = await knownDoor(id);
    if (!provesLink(known.door, { ...shown, classId: id, nonce: proof.nonce }, proof.signature)) throw new Refusal('door');
    if (shown.hostProof !== undefined) checkProof(await classOf({ id }, options), shown.hostProof, log);
    return known;
  };

  /** What proves no link is counted by its address, and nothing else is: a school's address is not shut by one pupil. */
  const orCounted = async <T>(request: FastifyRequest, proving: Promise<T>): Promise<T> => {
    try {
      return await proving;
    } catch (refusal) {
      if (!rates.take('requestsPerMinute', addressOf(request.raw))) throw new Refusal('too-often');
      throw refusal;
    }
  };

  app.get('/api/classes/:id/nonce', countsItself, async (request): Promise<NonceAnswer> => {
    return { nonce: nonces.make(classInPath(request.params), clock.now()) };
  });

  app.post('/api/classes/:id/tickets', countsItself, async (request): Promise<TicketAnswer> => {
    const { door, hostProof, seat: token } = bodyOf(askTicket, request);
    const id = classInPath(request.params);
    const known = await orCounted(request, proved(id, door, { ask: 'ticket', seat: token, hostProof }));
    const now = clock.now();
    const former = token === undefined ? null : seats.open(token, now);
    const { seat, returning } = seatOf(known, former, hostProof !== undefined);
    if (known.renewed && seat.role !== 'host' && !returning) throw new Refusal('renewed');
    const granted =
      seat.role === 'host'
        ? rates.take('hostsPerMinute', id)
        : returning
          ? rates.take('seatsPerMinute', seat.id)
          : rates.take('ticketsPerMinute', shareOf(id, addressOf(request.raw)));
    if (!granted) throw new Refusal('too-often');
    const ticket = tickets.issue({ classId: id, id: seat.id, role: seat.role, returning, keys: seat.keys });
    const sealed = seats.seal({ ...seat, expires: now + config.class.maxHours * hour });
    return { ticket, seat: sealed, id: seat.id, role: seat.role };
  });

  /** Before entering: a transport with which the browser tries whether it reaches the media ports (RFC 8445). */
  app.post('/api/classes/:id/reach', countsItself, async (request): Promise<TransportParameters> => {
    const { door } = bodyOf(askReach, request);
    const id = classInPath(request.params);
    await orCounted(request, proved(id, door, { ask: 'reach' }));
    const share = shareOf(id, addressOf(request.raw));
    if (!rates.take('trialsPerMinute', share)) throw new Refusal('too-often');
    return options.probe(share);
  });
};
