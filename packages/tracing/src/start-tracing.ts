import { setTracing } from './is-tracing.ts';
import type { TracingOptions } from './tracing-options.ts';

/** Traces that are made and sent until it is stopped. */
export interface Tracing {
  /** Sends what is left, for 5 s at most, and traces no more. */
  stop(): Promise<void>;
}

/**
 * Traces this process, and sends what comes of it by OTLP over HTTP, where `OTEL_EXPORTER_OTLP_ENDPOINT` or `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` says where to.
 * Without one, or with `OTEL_SDK_DISABLED=true`, nothing is loaded and nothing is traced: undefined. Throws for an address or a share that is none.
 */
export async function startTracing(options: TracingOptions): Promise<Tracing | undefined> {
  const { env } = options;
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (!endpoint || env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return undefined;
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ''))
    throw new Error(
      'OTEL_EXPORTER_OTLP_ENDPOINT must be the http(s) address of a collector, such as http://127.0.0.1:4318.',
    );
  const share = shareOf(env['OTEL_TRACES_SAMPLER_ARG']);
  const { openSdk } = await import('./open-sdk.ts');
  const sdk = openSdk({ ...options, share });
  setTracing(true);
  return {
    async stop() {
      setTracing(false);
      await sdk.close();
    },
  };
}

function shareOf(text: string | undefined): number {
  const share = text === undefined || text.trim() === '' ? 1 : Number(text);
  if (share >= 0 && share <= 1) return share;
  throw new Error('OTEL_TRACES_SAMPLER_ARG must be the share of traces to keep, from 0 to 1, such as 0.1.');
}
