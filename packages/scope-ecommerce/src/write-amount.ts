/** An amount in minor units as text in its currency (ISO 4217, any letter case): 2500 in `usd` is `25.00`, in `jpy` it is `2500`. */
export function writeAmount(minorUnits: number, currency: string): string {
  const digits = digitsOf(currency);
  const text = `${Math.abs(minorUnits)}`.padStart(digits + 1, '0');
  const sign = minorUnits < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Digits after the point; two for what is no currency that the machine knows. */
function digitsOf(currency: string): number {
  if (!/^[a-z]{3}$/i.test(currency)) return 2;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits;
}
