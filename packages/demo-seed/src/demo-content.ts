import { cartWhisper } from './apps/cart-whisper/cart-whisper.ts';
import { ledgerLink } from './apps/ledger-link/ledger-link.ts';
import { nightDesk } from './apps/night-desk/night-desk.ts';
import { paintbox } from './apps/paintbox/paintbox.ts';
import { parcelPing } from './apps/parcel-ping/parcel-ping.ts';
import { phrasebook } from './apps/phrasebook/phrasebook.ts';
import { pulseBoard } from './apps/pulse-board/pulse-board.ts';
import { quizKite } from './apps/quiz-kite/quiz-kite.ts';
import { reviewRipple } from './apps/review-ripple/review-ripple.ts';
import { tableTime } from './apps/table-time/table-time.ts';
import { tagSync } from './apps/tag-sync/tag-sync.ts';
import { tagToolbox } from './apps/tag-toolbox/tag-toolbox.ts';
import { welcomeMat } from './apps/welcome-mat/welcome-mat.ts';
import type { DemoContent } from './demo-content.types.ts';
import type { DemoPlaces } from './demo-places.ts';
import { collections } from './front/collections.ts';
import { otherNumbers } from './numbers/other-numbers.ts';
import { tagSyncNumbers } from './numbers/tag-sync-numbers.ts';
import { accounts } from './people/accounts.ts';
import { developers } from './people/developers.ts';
import { clearwaterDental } from './people/clearwater-dental.ts';
import { fernAndFable } from './people/fern-and-fable.ts';
import { harbourCycles } from './people/harbour-cycles.ts';

/** Everything the demo holds; plain data, without ids, passwords or keys, which are made where it is written. */
export function demoContent(places: DemoPlaces): DemoContent {
  return {
    accounts,
    developers,
    workspaces: [fernAndFable, harbourCycles, clearwaterDental],
    apps: [
      tagSync(places),
      welcomeMat(places),
      cartWhisper(),
      ledgerLink(places),
      nightDesk(places),
      pulseBoard(),
      phrasebook(),
      paintbox(),
      tagToolbox(),
      reviewRipple(),
      tableTime(),
      quizKite(),
      parcelPing(),
    ],
    collections,
    numbers: [tagSyncNumbers(places.today ?? new Date()), ...otherNumbers],
  };
}
