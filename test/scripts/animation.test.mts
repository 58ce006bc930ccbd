import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { animated } from '../e2e/lib/animation.mts';

const chunk = (type: string, data: Buffer): Buffer => {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
};

/** A grey picture of one line, its data in two parts as long ones have it. */
function picture(...greys: number[]): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(greys.length, 0);
	head.writeUInt32BE(1, 4);
	head[8] = 8;
	const data = deflateSync(Buffer.from([0, ...greys]));
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', head),
		chunk('IDAT', data.subarray(0, 3)),
		chunk('IDAT', data.subarray(3)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunks(png: Buffer): Array<[string, Buffer]> {
	const found: Array<[string, Buffer]> = [];
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		const named = png.subarray(at + 4, at + 8 + length);
		expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(named));
		found.push([named.toString('latin1', 0, 4), named.subarray(4)]);
		at += length + 12;
	}
	return found;
}

test('pictures become the frames of one, in order, each for its time', () => {
	const moving = animated([
		{ png: picture(1, 2), seconds: 2 },
		{ png: picture(3, 4), seconds: 0.5 },
	]);
	const all = chunks(moving);
	expect(all.map(([type]) => type).join(' ')).toBe('IHDR acTL fcTL IDAT IDAT fcTL fdAT fdAT IEND');
	const of = (type: string) => all.filter(([each]) => each === type).map(([, data]) => data);
	expect(of('fcTL').map((data) => data.readUInt16BE(20) / data.readUInt16BE(22))).toEqual([2, 0.5]);
	// Numbered through, over both kinds.
	expect([...of('fcTL'), ...of('fdAT')].map((data) => data.readUInt32BE(0))).toEqual([0, 1, 2, 3]);
	const pixels = (parts: Buffer[]) => [...inflateSync(Buffer.concat(parts))].slice(1);
	expect(pixels(of('IDAT'))).toEqual([1, 2]);
	expect(pixels(of('fdAT').map((data) => data.subarray(4)))).toEqual([3, 4]);
});

test('pictures of another size are refused', () => {
	const frames = [picture(1), picture(1, 2)].map((png) => ({ png, seconds: 1 }));
	expect(() => animated(frames)).toThrow('differ in size');
});
