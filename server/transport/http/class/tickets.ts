import { Refusal } from '../../../protocol/refusal.ts';
import type { ReturnToken, ReturnTokens } from '../../../identity/returnTokens.ts';
import type { Tickets } from '../../../identity/tickets.ts';
import { randomToken } from '../../../identity/tokens.ts';
import { type NonceAnswer, type TicketAnswer, askTicket } from '../../../protocol/http.ts';
import { bodyOf } from '../answers.ts';
import { countsItself } from '../counted.ts';
import type { Routes } from '../routes.ts';
import { classInPath } from './known.ts';
import { type KnownDoor, linkProof, type LinkProofParts } from './linkProof.ts';

type TicketParts = LinkProofParts & {
  readonly tickets: Pick<Tickets, 'issue'>;
  readonly returnTokens: ReturnTokens;
  /** How long a return token is good, in milliseconds. */
  readonly returnLife: number;
};

/** Who comes: with a seat the same person as before, otherwise somebody new; a host by the seat or by the host's proof. */
const seatOf = (
  known: KnownDoor,
  seat: ReturnToken | null,
  isHost: boolean,
): { readonly seat: Omit<ReturnToken, 'expires'>; readonly returning: boolean } => {
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

/** For who proves to have the link: a ticket for the socket's handshake with a seat for coming back. */
export const ticketRoutes =
  (parts: TicketParts): Routes =>
  (app) => {
    const { tickets, returnTokens, nonces, limits, clock } = parts;
    const prove = linkProof(parts);

    app.get('/api/classes/:id/nonce', countsItself, async (request): Promise<NonceAnswer> => {
      return { nonce: nonces.make(classInPath(request.params), clock.now()) };
    });

    app.post('/api/classes/:id/tickets', countsItself, async (request): Promise<TicketAnswer> => {
      const { door, hostProof, seat: token } = bodyOf(askTicket, request);
      const id = classInPath(request.params);
      const known = await prove(request, id, door, { ask: 'ticket', seat: token, hostProof });
      const now = clock.now();
      const former = token === undefined ? null : returnTokens.open(token, now);
      const { seat, returning } = seatOf(known, former, hostProof !== undefined);
      if (known.renewed && seat.role !== 'host' && !returning) throw new Refusal('renewed');
      if (seat.role === 'host') limits.by('hostsPerMinute', id);
      else if (returning) limits.by('seatsPerMinute', seat.id);
      else limits.byShare('ticketsPerMinute', id, request);
      const ticket = tickets.issue({ classId: id, id: seat.id, role: seat.role, returning, keys: seat.keys });
      const sealed = returnTokens.seal({ ...seat, expires: now + parts.returnLife });
      return { ticket, seat: sealed, id: seat.id, role: seat.role };
    });
  };
