import { context, diag, DiagLogLevel, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { TracingOptions } from './tracing-options.ts';

const longestStopMs = 5_000;
const quietMs = 60_000;

/** Loads what makes, batches and sends spans, and makes it that of the process. Where to send, and by which headers, the exporter reads from the `OTEL_` variables. */
export function openSdk({ serviceName, serviceVersion, onTrouble, share }: TracingOptions & { share: number }): {
  close(): Promise<void>;
} {
  hearOfTrouble(onTrouble);
  const kept = new TraceIdRatioBasedSampler(share);
  const provider = new TracerProvider({
    // What the environment says counts more, as the specification wants it. Nothing is found out about the machine or the command line.
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': serviceVersion }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    // Whoever calls may be anybody, so what they say of sampling is not believed: the share is taken by the id, which comes out the same in each of our processes.
    sampler: new ParentBasedSampler({ root: kept, remoteParentSampled: kept, remoteParentNotSampled: kept }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: 1_000 })],
    spanLimits: { attributeValueLengthLimit: 256 },
  });
  const contexts = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(contexts);
  trace.setGlobalTracerProvider(provider);
  return {
    async close() {
      const patience = new Promise<void>((resolve) => setTimeout(resolve, longestStopMs).unref());
      await Promise.race([provider.shutdown().catch(onTrouble), patience]);
      trace.disable();
      context.disable();
      diag.disable();
    },
  };
}

/** What the exporter says may hold what it was sent or told, so that it said something is all that is passed on. */
function hearOfTrouble(onTrouble: () => void): void {
  let toldAt = -Infinity;
  const tell = () => {
    if (performance.now() - toldAt < quietMs) return;
    toldAt = performance.now();
    onTrouble();
  };
  const silent = () => {};
  diag.setLogger({ error: tell, warn: tell, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN);
}
