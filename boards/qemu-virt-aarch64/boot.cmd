# U-Boot finds this script on the first partition of the disk and runs it by itself.
load ${devtype} ${devnum}:${distro_bootpart} 0x60000000 tsvisor.itb
setenv initrd_high 0xffffffffffffffff
setenv fdt_high 0xffffffffffffffff
bootm 0x60000000#tsvisor 0x60000000#tsvisor ${fdtcontroladdr}
echo tsvisor: bootm came back, the image was not started
