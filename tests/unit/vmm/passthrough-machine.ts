/** QEMU's `virt` as the machine that VMs get devices of, and an invented board whose devices need one another. */
import { openFdt } from "../../../src/boot/fdt/reader.js";
import { discoverMachine } from "../../../src/boot/machine.js";
import { useMachine } from "../../../src/vmm/passthrough/machine-devices.js";
import { compileTree, qemuTree } from "../boot/device-trees.js";

/** With the 64 MiB of RAM that the simulated machine has, from 0x40000000 on. */
export function useQemu(): void {
  use(qemuTree("virt,virtualization=on,gic-version=3", "-m", "64M", "-smp", "4"));
}

export function useBoard(): void {
  use(compileTree(board));
}

function use(bytes: Uint8Array): void {
  const tree = openFdt(bytes);
  useMachine(discoverMachine(tree));
}

const board = `/dts-v1/;
/ {
	#address-cells = <2>; #size-cells = <2>; interrupt-parent = <&gic>; model = "board";
	memory@40000000 { device_type = "memory"; reg = <0 0x40000000 0 0x4000000>; };
	cpus { #address-cells = <1>; #size-cells = <0>; cpu@0 { device_type = "cpu"; reg = <0>; }; };
	timer { compatible = "arm,armv8-timer"; interrupts = <1 13 4>, <1 14 4>, <1 11 4>, <1 10 4>; };
	gic: interrupt-controller@fe600000 {
		compatible = "arm,gic-v3"; #interrupt-cells = <3>; interrupt-controller; interrupts = <1 9 4>;
		reg = <0 0xfe600000 0 0x10000>, <0 0xfe680000 0 0x80000>;
	};
	iommu: iommu@fd000000 { compatible = "arm,smmu-v3"; #iommu-cells = <1>; reg = <0 0xfd000000 0 0x20000>; };
	crystal: crystal { compatible = "fixed-clock"; #clock-cells = <0>; clock-frequency = <24000000>; };
	supply: supply { compatible = "regulator-fixed"; regulator-name = "vcc"; };
	soc {
		compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges = <0 0 0xf0000000 0x10000000>;
		cru: clock-controller@10000 { compatible = "vendor,cru"; #clock-cells = <1>; reg = <0x10000 0x1000>; clocks = <&crystal>; };
		pinctrl: pinctrl@20000 {
			compatible = "vendor,pinctrl"; reg = <0x20000 0x1000>;
			mmc { pins: mmc-pins { vendor,pins = <1 2 3>; }; };
			unused { spare: spare-pins { vendor,pins = <4>; }; };
		};
		mmc@30000 {
			compatible = "snps,dw-mshc"; reg = <0x30000 0x4000>; interrupts = <0 40 4>; clocks = <&cru 7>; clock-names = "biu";
			pinctrl-names = "default"; pinctrl-0 = <&pins>; vmmc-supply = <&supply>; iommus = <&iommu 3>;
			slot { bus-width = <4>; };
		};
		uart0: serial@40000 { compatible = "snps,dw-apb-uart"; reg-shift = <2>; reg = <0x40000 0x100>; interrupts = <0 5 4>; clocks = <&cru 1>; };
		uart1: serial@40100 { compatible = "snps,dw-apb-uart"; reg-shift = <2>; reg = <0x40100 0x100>; interrupts = <0 6 4>; clocks = <&cru 2>; };
		far@50000 { compatible = "vendor,far"; reg = <0x50000 0x1000>; interrupts = <0 300 4>; };
		off@60000 { compatible = "vendor,off"; reg = <0x60000 0x1000>; status = "disabled"; };
	};
	chosen { stdout-path = "/soc/serial@40000"; };
};
`;
