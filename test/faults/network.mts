import type { SimulatorOptions } from '../../simulator/server.mts';
import { setUp, type Bench } from '../support/node.mts';
import { startProxy, type Proxy } from './proxy.mts';

/** n8n's engine and a simulated PBX, with a network between them that can be broken. */
export interface Network extends Bench {
	proxy: Proxy;
}

/** Starts all three; every credential leads through the proxy unless it names a Base URL. */
export async function setUpNetwork(options: Partial<SimulatorOptions> = {}): Promise<Network> {
	const bench = await setUp(options);
	const proxy = await startProxy(bench.simulator.url);
	const signIn: Bench['signIn'] = (login, credential) =>
		bench.signIn({ baseUrl: proxy.url, ...login }, credential);
	signIn(bench.simulator.logins.systemAdmin);
	return {
		...bench,
		proxy,
		signIn,
		async close() {
			// What nobody waits for any more would break in the middle.
			await proxy.idle();
			await proxy.close();
			await bench.close();
		},
	};
}
