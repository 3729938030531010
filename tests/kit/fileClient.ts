import type { RefusalCode } from '#protocol/codes.ts';
import { Files } from '../../client/files/files.ts';
import type { Carrier } from '../../client/files/port.ts';
import { browserTime } from '../../client/crypto/base/browserTime.ts';
import type { TestClient } from './client.ts';
import type { TestServer } from './server.ts';

type Server = Pick<TestServer, 'origin'>;

/** One part of a file over HTTP, as a page of the server would ask. */
export const askPart = async (
  { origin }: Server,
  classId: string,
  seat: string | null,
  path: string,
  body?: Uint8Array<ArrayBuffer>,
): Promise<{ readonly status: number; readonly bytes: Uint8Array<ArrayBuffer>; readonly code: RefusalCode | null }> => {
  const response = await fetch(`${origin}/api/classes/${classId}/files/${path}`, {
    method: body ? 'PUT' : 'GET',
    headers: {
      origin,
      ...(seat !== null && { authorization: `Bearer ${seat}` }),
      ...(body && { 'content-type': 'application/octet-stream' }),
    },
    ...(body && { body }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const code = response.ok ? null : (JSON.parse(new TextDecoder().decode(bytes)) as { code: RefusalCode }).code;
  return { status: response.status, bytes, code };
};

export const carrierOf = (server: Server, classId: string, client: Pick<TestClient, 'latestSeat'>): Carrier => {
  const carry = async (path: string, body?: Uint8Array<ArrayBuffer>) => {
    const { bytes, code } = await askPart(server, classId, client.latestSeat, path, body);
    return code === null ? ({ ok: true, value: bytes } as const) : ({ ok: false, code } as const);
  };
  return { put: carry, get: (path) => carry(path) };
};

/** The files of a class, as this person's browser has them. `faster`: its pauses are so many times shorter. */
export const filesOf = (server: Server, classId: string, client: TestClient, faster = 1): Files => {
  const files = new Files({
    classId,
    carrier: carrierOf(server, classId, client),
    ask: (name, input) => client.ask(name, input),
    after: (ms, task) => browserTime.after(ms / faster, task),
  });
  client.socket.on('file.wanted', (news) => void files.wanted(news));
  return files;
};
