import { contractOperations } from './platform-contract/platform-contract.ts';
import { describeFuzz } from './testing/fuzz/describe-fuzz.ts';

const contract = new Map(contractOperations.map((each) => [`${each.method} /api${each.path}`, each]));

describeFuzz({
  title: 'the platform API keeps to its document, and to the contract, whatever is sent',
  isMeant: ({ path }) => path.startsWith('/api/'),
  moreFaultsOf({ method, path }, { status, json }) {
    const fault = contract.get(`${method} ${path}`)?.faultOf(status, json);
    return fault === undefined ? [] : [`The contract: ${fault}`];
  },
});
