import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Chunk {
	type: string;
	data: Buffer;
}

/** A picture of an animation, and how long it stands there. */
export interface Frame {
	png: Buffer;
	seconds: number;
}

/**
 * Pictures one after the other as one animated PNG, for ever (PNG, third edition: acTL, fcTL,
 * fdAT). Programs that know only still pictures show the first.
 *
 * @param frames PNG files of one size and colour type, as one browser makes them
 * @throws Error where they differ in that
 */
export function animated(frames: readonly Frame[]): Buffer {
	const pictures = frames.map(({ png }) => chunksOf(png));
	const [first] = pictures;
	const head = first[0].data;
	if (pictures.some(([{ data }]) => !data.equals(head))) {
		throw new Error('The pictures differ in size or colours');
	}
	let sequence = 0;
	const control = (seconds: number): Chunk => {
		const data = Buffer.alloc(26);
		data.writeUInt32BE(sequence++, 0);
		// Width and height as in the picture's own head; place, disposal and blending stay 0.
		head.copy(data, 4, 0, 8);
		data.writeUInt16BE(Math.round(seconds * 100), 20);
		data.writeUInt16BE(100, 22);
		return { type: 'fcTL', data };
	};
	const count = Buffer.alloc(8);
	count.writeUInt32BE(frames.length, 0);
	const body = pictures.flatMap((chunks, index) => [
		control(frames[index].seconds),
		...chunks
			.filter(({ type }) => type === 'IDAT')
			.map(({ type, data }) => {
				if (index === 0) return { type, data };
				const number = Buffer.alloc(4);
				number.writeUInt32BE(sequence++, 0);
				return { type: 'fdAT', data: Buffer.concat([number, data]) };
			}),
	]);
	const all = [
		first[0],
		{ type: 'acTL', data: count },
		...body,
		{ type: 'IEND', data: Buffer.alloc(0) },
	];
	return Buffer.concat([SIGNATURE, ...all.map(written)]);
}

function chunksOf(png: Buffer): Chunk[] {
	const chunks: Chunk[] = [];
	for (let at = SIGNATURE.length; at < png.length;) {
		const length = png.readUInt32BE(at);
		const type = png.toString('latin1', at + 4, at + 8);
		chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
		at += length + 12;
	}
	return chunks;
}

function written({ type, data }: Chunk): Buffer {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
}
