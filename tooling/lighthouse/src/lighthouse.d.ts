// What is used of Lighthouse (13), declared here: its own types bring those of a browser into every program that is checked with this one.
declare module 'lighthouse' {
  interface Audit {
    title: string;
    score: number | null;
    displayValue?: string;
  }

  interface Report {
    runtimeError?: { message: string };
    categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] } | undefined>;
    audits: Record<string, Audit | undefined>;
  }

  interface Flags {
    port: number;
    output: 'json';
    logLevel: 'error';
    onlyCategories: string[];
  }

  /** Judges the page at an address in the browser that listens at a port, as it is for phones unless told otherwise. */
  export default function lighthouse(address: string, flags: Flags): Promise<{ lhr: Report } | undefined>;
}
