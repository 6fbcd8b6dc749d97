package org.expool.tests.modules;

/** Prints the modules of expool in the boot layer, and the services each provides. */
final class ListsModules {

    private ListsModules() {}

    public static void main(String[] none) {
        ModuleLayer.boot().modules().stream()
                .filter(module -> module.getName().startsWith("org.expool"))
                .forEach(module -> System.out.println(module.getName() + " "
                        + module.getDescriptor().provides().stream()
                                .map(provides -> provides.service())
                                .sorted()
                                .toList()));
    }
}
