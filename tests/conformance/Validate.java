// Asks the veraPDF engine about files: prints one line for each file and standard, and each rule that fails.
// Usage: java Validate STANDARD,STANDARD FILE…   with the standards "3a" and "ua1".

import java.io.File;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    boolean sound = true;
    for (String standard : arguments[0].split(",")) {
      for (int place = 1; place < arguments.length; place++) {
        sound &= check(PDFAFlavour.byFlavourId(standard), new File(arguments[place]));
      }
    }
    System.exit(sound ? 0 : 1);
  }

  private static boolean check(PDFAFlavour flavour, File file) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
      ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
      System.out.printf(
          "%s %s %s, %d checks%n",
          flavour.getId(), file.getName(), result.isCompliant() ? "conforms" : "FAILS", result.getTotalAssertions());
      TreeMap<String, Integer> failed = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() != TestAssertion.Status.PASSED) {
          String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
          failed.merge(rule + " " + assertion.getMessage().replaceAll("\\s+", " "), 1, Integer::sum);
        }
      }
      failed.forEach((rule, times) -> System.out.println("  " + times + " x " + rule));
      return result.isCompliant();
    }
  }
}
