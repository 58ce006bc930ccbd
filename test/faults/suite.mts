import { expireTokens } from '../../simulator/sessions.mts';
import { check, type Case } from './check.mts';
import { refusal } from './kinds.mts';
import type { Fault } from './proxy.mts';
import { Report } from './report.mts';
import { Scene } from './scene.mts';

/** What a file of fault cases works with. */
export interface Suite {
	/** The scene; not before the tests run. */
	scene(): Scene;
	/** Makes tests of cases; what came out stands in the table at the end. */
	faults(name: string, cases: Case[]): void;
	/** All tokens end, as the PBX takes this request. */
	tokensEnd: Fault;
	/** The tokens end, and the sign-in that follows meets a PBX that is still starting. */
	tokensEndWhileStarting: Fault;
	/** A minute of a real PBX in 300 ms: connections break, nobody listens, then 503, tokens gone. */
	restarts: Fault;
}

/** Sets the scene for the tests of a file. */
export function faultSuite(): Suite {
	let scene: Scene;
	const report = new Report();
	beforeAll(async () => (scene = await Scene.start()), 30_000);
	beforeEach(async () => await scene.restore());
	afterAll(async () => {
		await scene.close();
		report.print();
	});

	const endTokens = () => expireTokens(scene.bench.simulator.state);
	const tokensEnd: Fault = async ({ forward, reply }) => {
		endTokens();
		reply(await forward());
	};
	return {
		scene: () => scene,
		faults: (name, cases) =>
			describe(name, () => {
				for (const each of cases) {
					test(each.subject, async () => await check(scene, report, name, each), 20_000);
				}
			}),
		tokensEnd,
		tokensEndWhileStarting: async (exchange) => {
			scene.proxy.breakAt({ line: /\/auth\/sign_in$/ }, refusal(503, 'UNKNOWN'));
			await tokensEnd(exchange);
		},
		restarts: async ({ stopListening, reset }) => {
			endTokens();
			scene.proxy.breakAt({ line: /./ }, refusal(503, 'UNKNOWN'));
			await stopListening(300);
			reset();
		},
	};
}
