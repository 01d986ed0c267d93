import { mix, type Palette } from './color.ts';

/** The colours of an app's own screens. */
export interface ScreenTheme {
  ground: string;
  side: string;
  card: string;
  line: string;
  ink: string;
  muted: string;
  accent: string;
  soft: string;
  shadow: string;
}

/** A screen by day, in an app's colours. */
export function dayTheme({ from, to, deep, pale }: Palette): ScreenTheme {
  return {
    ground: mix(pale, '#ffffff', 0.62),
    side: '#ffffff',
    card: '#ffffff',
    line: mix(pale, '#e2e6ef', 0.55),
    ink: mix(deep, '#0f172a', 0.6),
    muted: '#64708a',
    accent: mix(from, to, 0.55),
    soft: pale,
    shadow: deep,
  };
}

/** A screen by night, in an app's colours. */
export function nightTheme({ to, deep, accent }: Palette): ScreenTheme {
  const ground = mix(deep, '#0a0b12', 0.35);
  return {
    ground,
    side: mix(ground, '#ffffff', 0.04),
    card: mix(mix(ground, to, 0.4), '#ffffff', 0.07),
    line: mix(ground, '#ffffff', 0.14),
    ink: '#f4f5fb',
    muted: '#a3a9c2',
    accent,
    soft: mix(ground, accent, 0.16),
    shadow: '#000000',
  };
}
