/** One invoice; amounts in minor units (cents). */
export interface Invoice {
  id: string;
  customer: string;
  amount: number;
  currency: string;
  status: 'open' | 'paid' | 'void';
}

/** The invoices of one workspace: what this host's operations work on. */
export interface Invoices {
  list(status?: Invoice['status']): Promise<Invoice[]>;
  /** Refuses with `not_found`. */
  void(id: string): Promise<Invoice>;
}
