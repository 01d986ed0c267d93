import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { bubble, heart, sparkle, textBars } from '../../drawing/pieces.ts';
import { circle, group, path, rect, stroke } from '../../drawing/shapes.ts';

export const welcomeMatPalette: Palette = {
  from: '#ff9a5a',
  to: '#e8456b',
  deep: '#7c1440',
  accent: '#ffe08a',
  pale: '#fff1e6',
};

/** An open doorway with the sun coming up behind it. */
export const welcomeMatMark =
  path('M64 186V106A64 64 0 0 1 192 106V186Z', { fill: '#fffaf0' }) +
  path('M116 186A38 38 0 0 1 192 186Z', { fill: '#ffab3d' }) +
  path('M64 186V106A64 64 0 0 1 104 46.5V196Z', { fill: '#a31f4f' }) +
  circle([90, 124], 7, { fill: welcomeMatPalette.accent }) +
  rect({ x: 40, y: 196, width: 176, height: 22 }, 11, { fill: welcomeMatPalette.accent });

/** A lit doorway, a mat, and a first hello on either side. */
export function welcomeMatCover(): string {
  const { deep, accent } = welcomeMatPalette;
  return cover(
    welcomeMatPalette,
    rect({ x: 0, y: 690, width: 1600, height: 210 }, 0, { fill: deep, 'fill-opacity': 0.28 }),
    path('M650 690H950L1180 900H420Z', { fill: accent, 'fill-opacity': 0.38 }),
    path('M592 700V384A208 208 0 0 1 1008 384V700Z', { fill: '#ffffff', 'fill-opacity': 0.28 }),
    path('M632 690V388A168 168 0 0 1 968 388V690Z', { fill: '#fff6e0' }),
    path('M684 690A116 116 0 0 1 916 690Z', { fill: '#ffb43d' }),
    stroke('M800 530V484M896 574L930 540', { stroke: '#ffc862', 'stroke-width': 18 }),
    path('M632 690V388A168 168 0 0 1 690 262L690 706Z', { fill: '#c22f57' }),
    circle([670, 500], 9, { fill: accent }),
    mat(),
    plant(430),
    plant(1170),
    bubble({ x: 150, y: 210, width: 330, height: 150 }, 'right', { fill: '#ffffff' }),
    textBars([196, 254], [180, 226], { fill: '#f8cdb9', height: 18, gap: 20 }),
    heart([428, 268], 44, '#e8456b'),
    bubble({ x: 1096, y: 150, width: 360, height: 170 }, 'left', { fill: deep, 'fill-opacity': 0.62 }),
    textBars([1146, 200], [250, 200, 120], { fill: '#ffffff', height: 16, gap: 16 }),
    sparkle([560, 170], 48, accent),
    sparkle([1060, 420], 36, '#ffffff'),
    sparkle([510, 470], 26, '#ffffff'),
  );
}

function mat(): string {
  const stripes = [0, 1, 2, 3, 4].map((index) => {
    const x = 640 + index * 68;
    return path(`M${x} 738H${x + 34}L${x + 34 + (x - 783) * 0.22} 812H${x + (x - 800) * 0.22}Z`, {
      fill: '#fff6e0',
      'fill-opacity': 0.85,
    });
  });
  return path('M612 738H988L1052 812H548Z', { fill: '#8f1d49' }) + stripes.join('');
}

function plant(x: number): string {
  const leaf = (tilt: number, length: number, fill: string) =>
    group(
      `rotate(${tilt} ${x} 640)`,
      path(
        `M${x} 640C${x - 44} ${640 - length * 0.4} ${x - 30} ${640 - length * 0.9} ${x} ${640 - length}C${x + 30} ${640 - length * 0.9} ${x + 44} ${640 - length * 0.4} ${x} 640Z`,
        { fill },
      ),
    );
  return (
    leaf(-46, 150, '#1f8a70') +
    leaf(46, 150, '#1f8a70') +
    leaf(-22, 200, '#2aa584') +
    leaf(24, 190, '#2aa584') +
    leaf(0, 220, '#3cc29b') +
    path(`M${x - 66} 632H${x + 66}L${x + 48} 752Q${x} 766 ${x - 48} 752Z`, { fill: '#fff1e6' }) +
    rect({ x: x - 74, y: 622, width: 148, height: 30 }, 12, { fill: '#ffffff' })
  );
}
