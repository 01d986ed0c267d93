/** Who traces, and who is told when traces cannot be sent. */
export interface TracingOptions {
  /** `service.name`, such as `minimart-api`; `OTEL_SERVICE_NAME` takes its place. */
  serviceName: string;
  serviceVersion: string;
  env: NodeJS.ProcessEnv;
  /** Told at most once a minute; traces that could not be sent are gone. */
  onTrouble(): void;
}
