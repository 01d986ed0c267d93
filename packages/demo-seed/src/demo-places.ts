/** What is known only when the demo starts; addresses without a slash at the end. */
export interface DemoPlaces {
  /** Base address of the demo's receiver, `http://127.0.0.1:4700`. */
  receiverUrl: string;
  /** The day from which days are counted back; the present one without it. */
  today?: Date;
}
