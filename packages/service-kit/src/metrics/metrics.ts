import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface Metrics {
  /** Where a service adds its own counters and gauges. */
  registry: Registry;
  /** Measures every request. Use it before the routes. */
  measureRequests: RequestHandler;
  /** `GET /metrics`, in Prometheus' text format. */
  handler: RequestHandler;
}

export interface MetricsOptions {
  service: string;
  /** Memory, CPU and event loop of the process too; once per process. Default false. */
  processMetrics?: boolean;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS']);
const durationBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The route's template, never the address itself: ids in it would make a time series of each. */
function routeOf(request: { baseUrl: string; route?: unknown }): string {
  const { route } = request;
  if (typeof route !== 'object' || route === null || !('path' in route)) return 'unmatched';
  return typeof route.path === 'string' ? request.baseUrl + route.path : 'unmatched';
}

export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service: options.service });
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its response',
    labelNames: ['method', 'route', 'status'],
    buckets: durationBuckets,
    registers: [registry],
  });
  return {
    registry,
    measureRequests: (request, response, next) => {
      const startedAt = performance.now();
      response.once('finish', () => {
        const method = methods.has(request.method) ? request.method : 'other';
        const labels = { method, route: routeOf(request), status: String(response.statusCode) };
        duration.observe(labels, (performance.now() - startedAt) / 1000);
      });
      next();
    },
    handler: async (_request, response) => {
      response.type(registry.contentType).send(await registry.metrics());
    },
  };
}
