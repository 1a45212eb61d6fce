import { selectNetworkTopology } from '@cloudmeet/room-engine';
import type { RoomPage } from '../page/room-page.ts';
import type { MethodTable } from './method-types.ts';

type NetworkMethod =
  'getNetworkStats' | 'getNetworkTopology' | 'testCallQuality' | 'diagnose' | 'simulateScenario';

export function networkMethods({ room }: RoomPage): Pick<MethodTable, NetworkMethod> {
  const { actions, store } = room;
  return {
    getNetworkStats: () => actions.getNetworkStats(),
    getNetworkTopology: async () => selectNetworkTopology(store.getState()),
    testCallQuality: () => actions.testCallQuality(),
    diagnose: () => actions.diagnose(),
    simulateScenario: async ({ scenario, seconds }) => {
      await actions.simulateScenario(scenario, seconds);
    },
  };
}
