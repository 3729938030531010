import type { FastifyInstance } from 'fastify';
import { Refusal } from '../classroom/refusal.ts';
import type { Seat } from '../identity/seats.ts';
import { randomToken } from '../identity/tokens.ts';
import { type TicketAnswer, askTicket } from '../protocol/http.ts';
import type { TransportParameters } from '../protocol/media.ts';
import { bodyOf } from './answers.ts';
import { checkProof, classOf } from './classRoutes.ts';
import type { RouteOptions } from './httpOptions.ts';

const hour = 3_600_000;

/** What a ticket depends on: the class, and which generation of its seats counts. */
type Door = { readonly id: string; readonly generation: number };

/** Who comes: with a seat the same person as before, otherwise somebody new; a host by the seat or by the host's proof. */
const seatOf = (
  known: Door,
  seat: Seat | null,
  isHost: boolean,
): { readonly seat: Omit<Seat, 'expires'>; readonly returning: boolean } => {
  const own = seat?.classId === known.id ? seat : null;
  const role = isHost ? 'host' : (own?.role ?? 'student');
  // After a removal, or when the lesson has ended, nobody's older seat says any more who was let in: the running class
  // knows, or a host decides again.
  const stillIn = own !== null && own.admitted && own.generation === known.generation;
  const id = own?.id ?? randomToken();
  const { id: classId, generation } = known;
  return { seat: { classId, id, role, admitted: role === 'host' || stillIn, generation }, returning: stillIn };
};

/** A ticket for the socket's handshake, and a seat for coming back. */
export const ticketRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const { config, tickets, seats, clock, log, rates, addressOf, generationOf } = options;

  /** The door of the class in the path, of which a host knows the proof. Refuses with `not-found` or `forbidden`. */
  const doorOf = async (params: unknown, hostProof: string | undefined): Promise<Door> => {
    const { id } = params as { id: string };
    const generation = hostProof === undefined ? generationOf(id) : null;
    if (generation !== null) return { id, generation };
    const known = await classOf(params, options);
    if (hostProof !== undefined) checkProof(known, hostProof, log);
    return known;
  };

  app.post('/api/classes/:id/tickets', async (request): Promise<TicketAnswer> => {
    if (!rates.take('ticketsPerMinute', addressOf(request.raw))) throw new Refusal('too-often');
    const { hostProof, seat: token } = bodyOf(askTicket, request);
    const known = await doorOf(request.params, hostProof);
    const now = clock.now();
    const former = token === undefined ? null : seats.open(token, now);
    const { seat, returning } = seatOf(known, former, hostProof !== undefined);
    const ticket = tickets.issue({ classId: seat.classId, id: seat.id, role: seat.role, returning });
    if (ticket === null) throw new Refusal('too-often');
    const sealed = seats.seal({ ...seat, expires: now + config.class.maxHours * hour });
    return { ticket, seat: sealed, id: seat.id, role: seat.role };
  });

  /** Before entering: a transport with which the browser tries whether it reaches the media ports (RFC 8445). */
  app.post('/api/classes/:id/reach', async (request): Promise<TransportParameters> => {
    if (!rates.take('ticketsPerMinute', addressOf(request.raw))) throw new Refusal('too-often');
    await classOf(request.params, options);
    return options.probe();
  });
};
