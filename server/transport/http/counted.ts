import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route counts its requests itself, by what they prove. */
    readonly countsItself?: boolean;
  }
}

/** For a route that counts its own requests. */
export const countsItself = { config: { countsItself: true } } as const;

/** Whether the request is one to the API, by the route that it matched: an address can be written in many ways. */
export const isApi = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url?.startsWith('/api/') === true;

/** Whether the request is counted by its address. */
export const isCounted = (request: FastifyRequest): boolean =>
  isApi(request) && request.routeOptions.config.countsItself !== true;
