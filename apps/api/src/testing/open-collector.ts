import { createReceiver } from '@minimart/test-kit';

type OtlpValue = { stringValue?: string; intValue?: number | string; boolValue?: boolean };
type OtlpAttributes = { key: string; value: OtlpValue }[];
interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: OtlpAttributes;
  links?: { traceId: string; spanId: string }[];
  status: { code?: number; message?: string };
  startTimeUnixNano: string;
}
interface OtlpTraces {
  resourceSpans: { resource: { attributes: OtlpAttributes }; scopeSpans: { spans: OtlpSpan[] }[] }[];
}

/** A span as a collector got it. */
export interface CollectedSpan {
  service: string;
  name: string;
  kind: 'INTERNAL' | 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER';
  traceId: string;
  spanId: string;
  parent: string | undefined;
  links: { traceId: string; spanId: string }[];
  attributes: Record<string, unknown>;
  hasFailed: boolean;
}

const kinds = ['INTERNAL', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const;

/** A collector on 127.0.0.1 that takes traces by OTLP over HTTP, as JSON. */
export async function openCollector() {
  const receiver = await createReceiver(() => ({ headers: { 'content-type': 'application/json' }, body: '{}' }));
  return {
    /** For the processes that are to send to it. */
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    /** What it was sent, as it was sent. */
    bodies: () => receiver.requests.map(({ body }) => body),
    paths: () => new Set(receiver.requests.map(({ path }) => path)),
    spans: () => receiver.requests.flatMap(({ body }) => spansOf(JSON.parse(body) as OtlpTraces)),
    [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose](),
  };
}

function spansOf({ resourceSpans }: OtlpTraces): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ name, kind, traceId, spanId, parentSpanId, links = [], attributes, status }) => ({
        service: String(toObject(resource.attributes)['service.name']),
        name,
        kind: kinds[kind]!,
        traceId,
        spanId,
        parent: parentSpanId || undefined,
        links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
        attributes: toObject(attributes),
        hasFailed: status.code === 2,
      })),
    ),
  );
}

function toObject(attributes: OtlpAttributes): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.intValue === undefined ? (value.stringValue ?? value.boolValue) : Number(value.intValue),
    ]),
  );
}
