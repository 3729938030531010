import type { FastifyInstance } from 'fastify';

/** Some requests of one subject: what adds them to the server. */
export type Routes = (app: FastifyInstance) => void;
