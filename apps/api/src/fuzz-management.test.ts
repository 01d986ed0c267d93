import { describeFuzz } from './testing/fuzz/describe-fuzz.ts';

describeFuzz({
  title: 'the management API keeps to its document whatever is sent',
  isMeant: ({ path }) => path.startsWith('/v1/'),
  mayLeaveState: {
    reportLeaks: 'a key that was found in public must not live on because another entry of the report cannot be read',
  },
});
