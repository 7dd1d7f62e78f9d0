import type { BackendId } from './ids.ts';

const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|software|basic render|\bwarp\b/i;

/** The parts of WebGPU that are looked at: its types are not in every TypeScript library. */
interface GpuAdapter {
  isFallbackAdapter?: boolean;
  info?: Partial<Record<'vendor' | 'architecture' | 'device' | 'description', string>> & {
    isFallbackAdapter?: boolean;
  };
}
interface GpuNavigator {
  gpu?: { requestAdapter(): Promise<GpuAdapter | null> };
}

/** What stands behind a GPU interface; null where there is none. */
export interface Renderer {
  name: string;
  software: boolean;
}

/** Looks behind a GPU backend without starting it. The others, which compute on the CPU openly, count as hardware. */
export async function findRenderer(id: BackendId): Promise<Renderer | null> {
  if (id === 'webgpu') return webGpuRenderer();
  if (id === 'webgl') return webGlRenderer();
  return { name: 'CPU', software: false };
}

async function webGpuRenderer(): Promise<Renderer | null> {
  const { gpu } = (globalThis.navigator ?? {}) as GpuNavigator;
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (!adapter) return null;
  const { info } = adapter;
  const name = [info?.vendor, info?.architecture, info?.device, info?.description].filter(Boolean).join(' ');
  const fallback = adapter.isFallbackAdapter === true || info?.isFallbackAdapter === true;
  return { name, software: fallback || isSoftwareRenderer(name) };
}

function webGlRenderer(): Renderer | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return null;
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(extension ? extension.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  // Browsers allow few contexts at a time.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { name, software: isSoftwareRenderer(name) };
}

export function isSoftwareRenderer(name: string): boolean {
  return SOFTWARE_RENDERERS.test(name);
}
