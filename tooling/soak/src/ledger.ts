/** One install as its driver knows it, from the first call on. */
export interface LedgerEntry {
  /** Chosen by the driver, and carried by the requests to the app's server. */
  run: string;
  app: string;
  workspaceId: string;
  /** From where the key is used. */
  address: string;
  /** Once the 201 was read. */
  installationId?: string;
  /** How often the owner had it set up anew, with a new key. */
  retries: number;
  /** Once the answer to the uninstall was read; a time of `performance.now()`. */
  uninstalledAt?: number;
  /** How long after that answer both apis had refused the key; while the database is away neither lets it in nor refuses it. */
  deadInMs?: number;
  /** How long after that answer the key was let in for the last time. */
  letInForMs?: number;
}

/** One request as an app's server got it. */
export interface Arrival {
  run: string;
  kind: 'subscribe' | 'unsubscribe';
  webhookId: string;
  key: string | undefined;
  isSigned: boolean;
  /** Whether it was answered with 200. */
  wasTaken: boolean;
}

/** What was acknowledged, as it is known outside the system: to the drivers, who called, and to the receivers, who were called. */
export class Ledger {
  readonly entries = new Map<string, LedgerEntry>();
  readonly arrivals: Arrival[] = [];
  /** What was wrong at once, in words. */
  readonly violations: string[] = [];

  /** The key that an app's server was handed last. */
  keyOf(run: string): string | undefined {
    return this.arrivals.findLast((arrival) => arrival.run === run && arrival.key !== undefined && arrival.wasTaken)
      ?.key;
  }

  /** Every key that was ever handed over for it. */
  keysOf(run: string): string[] {
    const keys = this.arrivals.filter((arrival) => arrival.run === run).map(({ key }) => key);
    return [...new Set(keys.filter((key) => key !== undefined))];
  }

  /** The ids under which a request of a kind was taken. */
  takenIds(run: string, kind: Arrival['kind']): Set<string> {
    const taken = this.arrivals.filter((one) => one.run === run && one.kind === kind && one.wasTaken);
    return new Set(taken.map(({ webhookId }) => webhookId));
  }
}
