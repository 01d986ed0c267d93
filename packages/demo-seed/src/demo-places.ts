/** Addresses that are known only when the demo starts; without a slash at the end. */
export interface DemoPlaces {
  /** Base address of the demo's receiver, `http://127.0.0.1:4700`. */
  receiverUrl: string;
}
