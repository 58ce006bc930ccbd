import { createRequire } from 'node:module';
import type * as core from 'n8n-core';
import { Engine } from '../../engine/run.mts';
import { answering } from './child.mts';

const require = createRequire(import.meta.url);
const { BinaryDataService } = require('n8n-core') as typeof core;
/** n8n-core has a container of its own, in which its services are registered. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get<T>(service: new (...parts: never[]) => T): T };
};

/** Downloads in a process of its own, whose memory is measured. */
export interface Commands {
	/** @returns largest memory of the process in bytes, before and with the downloads, and the items */
	download(from: {
		url: string;
		files: number;
	}): Promise<{ before: number; peak: number; items: number }>;
}

answering<Commands>({
	async download({ url, files }) {
		// n8n's server does it at its start, and keeps files on disk unless it is told otherwise.
		await Container.get(BinaryDataService).init();
		const engine = await Engine.start();
		engine.signInWith({
			baseUrl: url,
			signInAs: 'system',
			username: 'n8n',
			password: 'Fake-Word-1',
		});
		let peak = 0;
		const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
		const before = process.memoryUsage().rss;
		const { items, error } = await engine.run(
			WORKFLOW,
			undefined,
			Array.from({ length: files }, () => ({ json: {} })),
		);
		clearInterval(look);
		if (error) throw error;
		return { before, peak, items: items('Download').length };
	},
});

const place = { typeVersion: 1, position: [0, 0] as [number, number] };
const WORKFLOW = {
	nodes: [
		{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {}, ...place },
		{
			id: 'download',
			name: 'Download',
			type: 'n8n-nodes-portsip.portSipServices',
			parameters: {
				resource: 'file',
				operation: 'download',
				digest: 'ab12',
				binaryPropertyName: 'data',
			},
			...place,
		},
	],
	connections: { Start: { main: [[{ node: 'Download', type: 'main' as const, index: 0 }]] } },
};
